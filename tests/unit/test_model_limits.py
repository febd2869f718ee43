"""A breaker that opens and heals, and a budget that begins anew each day."""

from datetime import date

from twinbot.model_limits import CircuitBreaker, TokenBudget


def test_the_breaker_opens_after_failures_in_a_row_and_lets_one_call_try_again():
    now = [0.0]
    breaker = CircuitBreaker(lambda: now[0])
    for _ in range(CircuitBreaker.FAILURES - 1):
        breaker.record(success=False)
    assert breaker.allows()
    breaker.record(success=False)
    assert not breaker.allows()
    now[0] = CircuitBreaker.OPEN_S + 1
    assert breaker.allows(), "one call may try"
    assert not breaker.allows(), "and only one"
    breaker.record(success=True)
    assert breaker.allows()


def test_a_success_between_failures_keeps_it_closed():
    breaker = CircuitBreaker()
    for _ in range(5):
        breaker.record(success=False)
        breaker.record(success=False)
        breaker.record(success=True)
    assert breaker.allows()


def test_the_budget_is_spent_and_comes_back_the_next_day():
    today = [date(2025, 1, 1)]
    budget = TokenBudget(100, lambda: today[0])
    budget.spend(60)
    assert budget.allows(40)
    assert not budget.allows(41)
    today[0] = date(2025, 1, 2)
    assert budget.allows(100)


def test_without_a_bound_any_number_is_allowed():
    budget = TokenBudget(0)
    budget.spend(10**9)
    assert budget.allows(10**9)
