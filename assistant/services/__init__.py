"""What the doors ask for beyond the desk itself: functions of a `Desk`, each over the rooms that it needs."""
