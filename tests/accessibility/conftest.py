from tests.drivers.fixtures import begin, built_sample, papers

__all__ = ["begin", "built_sample", "papers"]
