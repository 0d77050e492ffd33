using Shouwen.App.Features.Drills;

namespace Shouwen.App.Tests.Drills;

/// <summary>How an exercise is scored.</summary>
public sealed class DrillScoreTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 13, 1, 10, 0, TimeSpan.Zero);

    [Fact]
    public void Demands_AreCountedByRule_WorstFirst_WithTheMiddleOfTheTimesTaken()
    {
        var score = DrillScore.Of(
            [Demand("A-1", 30, done: 30), Demand("A-1", 30, done: 10), Demand("A-1", 30, done: 45), Demand("B-2", 30, done: null), Demand("C-3", 600, done: null), Demand("D-4", 60, done: 5)],
            Begin.AddMinutes(120), new HashSet<DateTimeOffset>());

        Assert.Equal(["B-2", "A-1", "C-3", "D-4"], score.Rules.Select(rule => rule.Clause));
        Assert.Equal(new("p", "A-1", "报告", Met: 2, Late: 1, Missed: 0, Open: 0, Minutes: 30, Allowed: 30), score.Rules[1]);
        Assert.Equal(new("p", "B-2", "报告", 0, 0, 1, 0, null, 30), score.Rules[0]);
        Assert.Equal(new("p", "C-3", "报告", 0, 0, 0, 1, null, 600), score.Rules[2]);
        Assert.Equal((3, 5, 60), (score.Met, score.Judged, score.Percent));
    }

    [Fact]
    public void WhatTheScenarioItselfDid_CountsForNobody()
    {
        var score = DrillScore.Of([Demand("A-1", 30, done: 10), Demand("A-1", 30, done: 20)], Begin.AddMinutes(60), new HashSet<DateTimeOffset> { Begin.AddMinutes(10) });

        Assert.Equal((1, 1), (score.Met, score.Judged));
    }

    [Fact]
    public void NothingDueYet_IsNoScore() => Assert.Null(DrillScore.Of([Demand("A-1", 30, done: null)], Begin.AddMinutes(30), new HashSet<DateTimeOffset>()).Percent);

    private static Demand Demand(string clause, int minutes, int? done) => new("p", clause, "报告", Begin, Begin, Begin.AddMinutes(minutes), done is { } after ? Begin.AddMinutes(after) : null);
}
