# One image for every worker, from the tarball that ./mvnw -DskipTests package makes.
# Written to: /data (stores), /out (drafts), /tmp (must allow execution).
ARG BASE=eclipse-temurin:25-jre
FROM ${BASE}
ENV WINNOW_LOG=json
HEALTHCHECK --interval=5s --timeout=4s --start-period=90s --retries=6 CMD ["/opt/winnow/health"]
ENTRYPOINT ["/opt/winnow/winnow"]
ADD standalone/target/winnow-*.tar.gz /opt/
# Half the time to start is loading classes: the archive of them is made here, once.
RUN ln -s /opt/winnow-* /opt/winnow \
  && /opt/winnow/winnow --version \
  && [ -s /opt/winnow/classes-*.jsa ] \
  && useradd --system --uid 10001 --no-create-home --home-dir / winnow \
  && mkdir -p /data /out && chown winnow /data /out
USER winnow
