"""What a kept run shows: its summary, areas, anomalies, what changed, why one person was linked, how right it is."""
