using System.Globalization;
using System.Net.Mime;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace ConnectWizard.Checks;

/// <summary>
/// A report to look at, to copy and to save. It goes to the browser over the circuit and is made into a file there (js/report.js): no address
/// leads to it, and nothing of it stays here.
/// </summary>
public sealed partial class CheckReportView : IAsyncDisposable
{
    private readonly string _id = $"report-{Guid.NewGuid():N}";
    private CheckReport? _shown;
    private string _text = "";
    private IJSObjectReference? _module;

    [Parameter]
    [EditorRequired]
    public required CheckReport Report { get; set; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [Inject]
    public required IStringLocalizer<CheckReportView> Text { get; init; }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the module with it.
        }
    }

    protected override void OnParametersSet()
    {
        if (_shown != Report)
        {
            (_shown, _text) = (Report, CheckReportText.Write(Report));
        }
    }

    private Task SaveTextAsync() => SaveAsync("txt", MediaTypeNames.Text.Plain, _text);

    private Task SaveJsonAsync() => SaveAsync("json", MediaTypeNames.Application.Json, CheckReportJson.Write(Report));

    private async Task SaveAsync(string extension, string type, string content)
    {
        _module ??= await Script.InvokeAsync<IJSObjectReference>("import", $"./{Assets["js/report.js"]}");
        var name = $"connectwizard-check-{Report.CheckedAt.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}Z.{extension}";
        await _module.InvokeVoidAsync("save", name, type, content);
    }
}
