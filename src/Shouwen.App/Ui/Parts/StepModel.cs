namespace Shouwen.App.Ui;

public enum StepState
{
    Later,
    Now,
    Done,
}

/// <param name="Below">When it was done, how long it has lasted, or by when: 09-01 10:36 · 第 18 个工作日 · 最迟 10-16.</param>
public sealed record CaseStep(string Name, StepState State, string? Below = null);
