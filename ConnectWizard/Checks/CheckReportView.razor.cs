using System.Globalization;
using ConnectWizard.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Checks;

/// <summary>The report goes to the browser over the circuit and becomes files there (js/report.js): it has no address and is not kept here.</summary>
public sealed partial class CheckReportView
{
    private readonly string _id = $"report-{Guid.NewGuid():N}";

    /// <summary>A press before the script is there would do nothing.</summary>
    private bool _isShown;

    [Inject]
    public required PageScript Script { get; init; }

    [Inject]
    public required IStringLocalizer<CheckReportView> Text { get; init; }

    public async Task ShowAsync(CheckReport report, CancellationToken cancellationToken)
    {
        var name = $"connectwizard-check-{report.CheckedAt.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}Z";
        await Script.CallAsync(Assets["js/report.js"], "show", [_id, name, CheckReportText.Write(report), CheckReportJson.Write(report)], cancellationToken);
        _isShown = true;
        StateHasChanged();
    }
}
