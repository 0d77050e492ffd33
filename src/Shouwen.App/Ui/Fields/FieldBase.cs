using Microsoft.AspNetCore.Components;

namespace Shouwen.App.Ui;

/// <summary>What every field takes: plain form name and value, words around it, and the error beside it.</summary>
public abstract class FieldBase : ComponentBase
{
    [Parameter, EditorRequired] public required string Name { get; set; }
    [Parameter, EditorRequired] public required string Label { get; set; }
    [Parameter] public string? Value { get; set; }
    [Parameter] public string? Error { get; set; }
    [Parameter] public bool Required { get; set; }

    /// <summary>One line below: what to write, quoting the rule.</summary>
    [Parameter] public string? Help { get; set; }

    /// <summary>The rule the help quotes.</summary>
    [Parameter] public ClauseRef? HelpClause { get; set; }

    /// <summary>Grey words beside the label: 用客户的原话.</summary>
    [Parameter] public string? Hint { get; set; }

    /// <summary>Digit that jumps here with Alt: 3.</summary>
    [Parameter] public string? Key { get; set; }

    /// <summary>Still needed before the next step: marked 待补 in orange, but not an error.</summary>
    [Parameter] public bool Missing { get; set; }
    [Parameter] public bool Disabled { get; set; }

    /// <summary>Any further attributes of the input: hx-get, data-…, autocomplete.</summary>
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? More { get; set; }

    protected string Id => FieldNames.Id(Name);

    protected string? DescribedBy => FieldNames.DescribedBy(Name, Help is not null, Error);

    protected string? Invalid => Error is null ? null : "true";
}
