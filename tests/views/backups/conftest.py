from tests.drivers.fixtures import begin, papers

__all__ = ["begin", "papers"]
