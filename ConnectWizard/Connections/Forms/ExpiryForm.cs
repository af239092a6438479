using System.Globalization;
using ConnectWizard.Components;
using FluentValidation;

namespace ConnectWizard.Connections.Forms;

/// <summary>When a token or client secret ends, as its owner enters it: by one of the usual lifetimes, by its last day, or not at all.</summary>
public sealed class ExpiryForm
{
    public const string OnDate = "date";

    /// <summary>The lifetimes that Azure DevOps offers.</summary>
    public static readonly IReadOnlyList<int> Lifetimes = [30, 60, 90];

    /// <summary>Azure DevOps has no bound that we could ask: this one finds a mistyped year.</summary>
    private const int MaxYears = 10;

    /// <summary>A number of days, <see cref="OnDate"/>, or empty where nothing is known.</summary>
    public string Choice { get; set; } = "";

    public DateOnly? Date { get; set; }

    /// <summary>The reader's; the field says it.</summary>
    public DateOnly Today { get; set; }

    public DateOnly LastDay => Today.AddYears(MaxYears);

    /// <summary>The last day on which it works.</summary>
    public DateOnly? Day => Choice switch
    {
        OnDate => Date,
        _ => int.TryParse(Choice, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && Lifetimes.Contains(days) ? Today.AddDays(days) : null,
    };

    /// <summary>The name of the text that says what is wrong; null where nothing is.</summary>
    public string? Fault => Choice != OnDate ? null
        : Date is not { } date ? "Missing"
        : date < Today ? "Past"
        : date > LastDay ? "TooLate"
        : null;

    public DateOnly? ValidDay => Fault is null ? Day : null;

    public CredentialExpiry? ToExpiry() => ValidDay is { } day ? CredentialExpiry.OfDay(day) : null;

    /// <summary>A browser's field takes years of up to six digits, which no date has here: they are too late, not unreadable.</summary>
    public void TakeText(string text) => Date = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : text.Length > 0 ? DateOnly.MaxValue : null;

    /// <summary>A day that was entered before.</summary>
    public void Take(DateOnly? day) => (Choice, Date) = (day is null ? "" : OnDate, day);
}

public static class ExpiryRule
{
    private static readonly TextResource Words = new("ConnectWizard.Connections.Forms.ExpiryField");

    public static void IsExpiry<T>(this IRuleBuilderInitial<T, ExpiryForm> rule) => rule.Custom((form, context) =>
    {
        if (form.Fault is { } fault)
            context.AddFailure(Words.Get(fault));
    });
}
