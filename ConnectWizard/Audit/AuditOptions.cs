using Microsoft.Extensions.Options;

namespace ConnectWizard.Audit;

/// <summary>How long the audit trail is kept: the section <c>Audit</c>.</summary>
public sealed class AuditOptions
{
    public const string Section = "Audit";

    /// <summary>A day to a hundred years.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(365);
}

internal sealed class ValidateAuditOptions : IValidateOptions<AuditOptions>
{
    private static readonly TimeSpan Max = TimeSpan.FromDays(36_525);

    public ValidateOptionsResult Validate(string? name, AuditOptions options) => options.Retention >= TimeSpan.FromDays(1) && options.Retention <= Max
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("Audit:Retention: is not between a day (1.00:00:00) and a hundred years (36525.00:00:00).");
}
