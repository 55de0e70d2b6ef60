"""Posts what curators approved, and nothing twice: pip install kafka-python. One process for a channel."""
import json, sys, time
from kafka import KafkaConsumer, KafkaProducer, TopicPartition

CHANNEL, PREFIX = "x", ""
CLUSTER = {"bootstrap_servers": "localhost:9092"}

def table(topic):
    """The last value of each key, read to what is the end now; committed records only."""
    reader = KafkaConsumer(**CLUSTER, isolation_level="read_committed", enable_auto_commit=False)
    parts = [TopicPartition(PREFIX + topic, p) for p in reader.partitions_for_topic(PREFIX + topic)]
    reader.assign(parts)
    reader.seek_to_beginning()
    ends, rows = reader.end_offsets(parts), {}
    while any(reader.position(part) < ends[part] for part in parts):
        for record in (r for batch in reader.poll(timeout_ms=500).values() for r in batch):
            rows[record.key.decode()] = record.value and json.loads(record.value)
    reader.close()
    return {key: value for key, value in rows.items() if value}  # an empty value deletes its key

def due(shortlist, posted):
    """What may be posted now: approved, with a text for us, and never begun under any of its names."""
    for entry in shortlist.values():
        text = entry["social"].get(CHANNEL)
        names = {entry["id"], *entry["paper"]["identifiers"]}
        begun = CHANNEL in entry["posted"] or any(f"{name}|{CHANNEL}" in posted for name in names)
        if entry["status"] == "approved" and text and not begun:
            yield entry["id"], text

def post_to_network(text):
    print(text)  # your network's API; returns the post's address, or None

def main():
    writer = KafkaProducer(**CLUSTER, acks="all")
    def tell(paper, stage, text, url=None):
        post = {"id": paper, "channel": CHANNEL, "stage": stage, "text": text, "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
        writer.send(PREFIX + "posted", key=f"{paper}|{CHANNEL}".encode(), headers=[("schema", b"post/1")],
                    value=json.dumps(post | ({"url": url} if url else {})).encode()).get(timeout=30)
    for paper, text in due(table("shortlist"), table("posted")):
        tell(paper, "intent", text)  # known to all before the network is asked; left alone, it means: ask a person
        tell(paper, "receipt", text, post_to_network(text))

if __name__ == "__main__":
    sys.exit(main())
