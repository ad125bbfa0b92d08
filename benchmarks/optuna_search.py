"""Optuna's tree of Parzen estimators over the same choices; settings that begin badly are cut short."""

from __future__ import annotations

import math
from typing import Any

import optuna

from benchmarks.halving import Trial
from benchmarks.space import CHOICES, Space, tuning_of
from benchmarks.trials import Trials
from models import Tuning


def optimise(space: Space, trials: Trials, count: int) -> Trial:
    """The best of `count` settings, today's first; the same seed asks for the same settings."""
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.create_study(
        sampler=optuna.samplers.TPESampler(seed=space.seed, n_startup_trials=max(3, count // 3)),
        pruner=optuna.pruners.MedianPruner(n_startup_trials=3),
    )
    study.enqueue_trial({name: choices[0] for name, choices in CHOICES.items()})

    def objective(trial: Any) -> float:
        tuning = tuning_of(lambda name, choices: trial.suggest_categorical(name, list(choices)))
        losses: list[float] = []
        for step in range(len(trials.tasks)):
            losses += trials.on(trials.tasks[step : step + 1]).each(tuning)
            trial.report(math.fsum(losses) / len(losses), step)
            if trial.should_prune():
                raise optuna.TrialPruned
        trial.set_user_attr("tuning", tuning.model_dump_json())
        return math.fsum(losses) / len(losses)

    study.optimize(objective, n_trials=count)
    best = study.best_trial
    tuning = Tuning.model_validate_json(best.user_attrs["tuning"])
    loss = float(best.value or 0.0)
    return Trial(tuning, loss) if loss < 0 else Trial(Tuning(), 0.0)
