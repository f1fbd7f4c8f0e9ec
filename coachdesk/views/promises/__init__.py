"""The promises of both sides over all clients."""
