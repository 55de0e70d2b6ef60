"""Polls the feeds of a file of addresses into SQLite: a transaction for each feed, validators kept.

Usage: feedparser-sqlite.py DATABASE ADDRESSES
"""

import sqlite3
import sys

import feedparser

database, addresses = sys.argv[1:]
store = sqlite3.connect(database)
store.executescript(
    """
    CREATE TABLE IF NOT EXISTS feed (url TEXT PRIMARY KEY, etag TEXT, modified TEXT);
    CREATE TABLE IF NOT EXISTS entry (
      feed TEXT, id TEXT, title TEXT, link TEXT, author TEXT, summary TEXT, published TEXT,
      PRIMARY KEY (feed, id));
    """
)
with open(addresses, encoding="utf-8") as lines:
    urls = lines.read().split()
for url in urls:
    known = store.execute("SELECT etag, modified FROM feed WHERE url = ?", (url,)).fetchone()
    etag, modified = known or (None, None)
    document = feedparser.parse(url, etag=etag, modified=modified)
    status = document.get("status")
    if status == 304:
        continue
    if status != 200 or document.bozo:
        sys.exit(f"{url}: {status} {document.get('bozo_exception', '')}")
    with store:
        store.executemany(
            "INSERT OR IGNORE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    url,
                    entry.id,
                    entry.get("title"),
                    entry.get("link"),
                    entry.get("author"),
                    entry.get("summary"),
                    entry.get("published"),
                )
                for entry in document.entries
            ),
        )
        store.execute(
            "INSERT OR REPLACE INTO feed VALUES (?, ?, ?)",
            (url, document.get("etag"), document.get("modified")),
        )
