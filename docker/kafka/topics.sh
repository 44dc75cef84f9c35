#!/bin/bash
# Makes the topics that are missing, and leaves the others as they are. docs/architecture.md says what each is for.
set -euo pipefail

forever=retention.ms=-1
day=retention.ms=86400000
compacted=cleanup.policy=compact

topic() {
  local name="$1" partitions="$2" setting="$3"
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server kafka:9092 --create --if-not-exists \
    --topic "$name" --partitions "$partitions" --replication-factor 1 --config "$setting"
}

topic chat.events "$PARTITIONS" "$forever"
topic chat.positions "$PARTITIONS" "$compacted"
topic chat.receipts "$PARTITIONS" "$day"
topic chat.conversations 3 "$compacted"
topic chat.sessions 3 "$day"
topic chat.dead-letters 1 "$forever"
