"""The rulebook: every rule of the source documents and the law, in one list."""

from __future__ import annotations

from scheduler.rulebook import (
    command,
    crews,
    events,
    fairness,
    hours,
    meetings,
    people,
    posts,
    rest,
    routes,
    weather,
    wishes,
    zones,
)
from scheduler.rulebook.rule import Rule

RULES: tuple[Rule, ...] = (
    # LAW
    posts.post_filled,
    rest.one_place_at_once,
    posts.eligible_only,
    people.unavailable_respected,
    crews.pair_minimum,
    crews.officer_with_enforcement_post,
    command.main_and_deputy,
    command.leader_in_charge,
    command.chief_level_present,
    rest.rest_between_duties,
    rest.max_single_duty,
    rest.weekly_rest_day,
    hours.weekly_hours_cap,
    people.no_night_for_protected,
    posts.group_size_and_mix,
    posts.village_not_counted,
    events.dated_event_attendance,
    people.ab_pair_not_both_absent,
    command.commanding_officer_named,
    command.two_officers_reachable,
    posts.inside_only,
    crews.armed_posts,
    posts.tier_strength,
    routes.route_in_every_slot,
    routes.route_fits_window,
    routes.crew_has_driver,
    meetings.meeting_kept,
    # LAW, switches that are off by default
    command.community_no_day_duty,
    command.community_no_duty_after_22,
    crews.night_group_needs_officer,
    crews.checkpoint_min_officers,
    people.female_on_duty_hard,
    people.age_night_exempt,
    hours.labour_law_strict,
    posts.count_fraction_of_force,
    command.leader_same_for_weekend,
    rest.nights_per_week,
    zones.zone_groups,
    zones.kiosks_manned,
    zones.checkpoints_manned,
    weather.weather_mode,
    # COVER
    posts.seats_full,
    posts.least_important_seats_empty,
    posts.tier_strength_target,
    # ORDERS
    command.four_team_cycle,
    command.leader_on_duty_team,
    crews.roadside_pattern,
    crews.village_squad_together,
    people.female_on_duty,
    rest.eleven_hours_rest,
    rest.standby_rested,
    events.event_attended,
    routes.zone_visited,
    routes.check_in_visits,
    zones.lanes_visited,
    routes.loop_varies,
    meetings.car_visits_kiosks,
    meetings.car_meets_groups,
    zones.deputy_near,
    # PATROL
    crews.everyone_patrols,
    routes.patrol_value,
    # FAIR
    hours.weekly_hours_near,
    hours.beat_hours,
    fairness.nights_fair,
    fairness.weekends_fair,
    fairness.holidays_fair,
    fairness.hours_fair,
    rest.consecutive_nights,
    # WISH
    rest.forward_rotation,
    crews.steady_night_group,
    crews.own_group,
    crews.new_with_old,
    crews.group_has_lead,
    wishes.preferences,
    wishes.night_group_as_before,
)

BY_ID: dict[str, Rule] = {rule.id: rule for rule in RULES}

__all__ = ["BY_ID", "RULES", "Rule"]
