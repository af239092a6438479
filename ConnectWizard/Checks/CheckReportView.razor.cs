using System.Globalization;
using ConnectWizard.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Checks;

/// <summary>
/// A report to look at, to copy and to save. It goes to the browser over the circuit and is made into files there (js/report.js): no address
/// leads to it, and nothing of it stays here, for most people never look at it.
/// </summary>
public sealed partial class CheckReportView
{
    private readonly string _id = $"report-{Guid.NewGuid():N}";

    [Inject]
    public required PageScript Script { get; init; }

    [Inject]
    public required IStringLocalizer<CheckReportView> Text { get; init; }

    /// <summary>Hands a report to the browser; one that was there before is forgotten.</summary>
    public Task ShowAsync(CheckReport report, CancellationToken cancellationToken)
    {
        var name = $"connectwizard-check-{report.CheckedAt.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}Z";
        return Script.CallAsync(Assets["js/report.js"], "show", [_id, name, CheckReportText.Write(report), CheckReportJson.Write(report)], cancellationToken);
    }
}
