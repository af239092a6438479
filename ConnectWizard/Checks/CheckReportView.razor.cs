using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace ConnectWizard.Checks;

/// <summary>
/// A report to look at, to copy and to save. It goes to the browser over the circuit and is made into files there (js/report.js): no address
/// leads to it, and nothing of it stays here, for most people never look at it.
/// </summary>
public sealed partial class CheckReportView
{
    private readonly string _id = $"report-{Guid.NewGuid():N}";

    [Inject]
    public required IJSRuntime Script { get; init; }

    [Inject]
    public required IStringLocalizer<CheckReportView> Text { get; init; }

    /// <summary>Hands a report to the browser; one that was there before is forgotten.</summary>
    /// <param name="report">The report.</param>
    /// <param name="cancellationToken">The page is left.</param>
    public async Task ShowAsync(CheckReport report, CancellationToken cancellationToken)
    {
        await using var module = await Script.InvokeAsync<IJSObjectReference>("import", cancellationToken, $"./{Assets["js/report.js"]}");
        var name = $"connectwizard-check-{report.CheckedAt.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}Z";
        await module.InvokeVoidAsync("show", cancellationToken, _id, name, CheckReportText.Write(report), CheckReportJson.Write(report));
    }
}
