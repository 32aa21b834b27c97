"""
Storm on one model: run by bench_joint.py, in a Python that has stormpy.

Arguments: a PRISM file and a question. Prints what it cost as JSON.
"""

from __future__ import annotations

import json
import resource
import sys
from time import perf_counter, process_time

import stormpy


def main() -> None:
    """Build the model, answer the question, say what it cost."""
    began, busy = perf_counter(), process_time()
    program = stormpy.parse_prism_program(sys.argv[1])
    questions = stormpy.parse_properties(sys.argv[2], program)
    model = stormpy.build_model(program, questions)
    built = perf_counter()
    answer = stormpy.model_checking(model, questions[0])
    value = answer.get_value(model.initial_states[0])
    done = perf_counter()
    print(
        json.dumps(
            {
                "states": model.nr_states,
                "transitions": model.nr_transitions,
                "build": built - began,
                "solve": done - built,
                "seconds": done - began,
                "busy": process_time() - busy,
                "bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
                "value": value,
            }
        )
    )


if __name__ == "__main__":
    main()
