"""A bureau: many stations planned in one command, neighbours that help each other out, one overview."""
