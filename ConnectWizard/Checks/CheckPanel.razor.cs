using System.Collections.Immutable;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Checks;

/// <summary>The live check, for the wizard, for the check without saving and for a stored connection.</summary>
public sealed partial class CheckPanel
{
    private ImmutableArray<CheckItem> _items = [.. Enum.GetValues<CheckItemId>().Select(code => new CheckItem(code, CheckItemState.Waiting))];
    private CancellationTokenSource? _running;
    private string _message = "";
    private long _startedAt;
    private TimeSpan _took;
    private TimeSpan _wait;
    private bool _hasReport;
    private CheckReport? _dueReport;
    private CheckReportView? _reportView;
    private IDisposable? _presence;

    /// <summary>Raised when a check has ended by itself, not when it was stopped.</summary>
    [Parameter]
    public EventCallback<CheckResult> Ended { get; set; }

    /// <summary><em>Check again</em> was pressed; the owner answers with <see cref="RunAsync(CheckSubject)"/>.</summary>
    [Parameter]
    public EventCallback Retry { get; set; }

    [Parameter]
    public ProviderKind Provider { get; set; }

    /// <summary>For the line to check by hand.</summary>
    [Parameter]
    public ServerTarget? Target { get; set; }

    /// <summary>An account asks, and no personal access token.</summary>
    [Parameter]
    public bool WithAccount { get; set; }

    /// <summary>What is known about the other side, below the verdict.</summary>
    [Parameter]
    public RenderFragment? Summary { get; set; }

    /// <summary>What else there is to say, above the buttons.</summary>
    [Parameter]
    public RenderFragment? Notes { get; set; }

    [Parameter]
    public RenderFragment? Back { get; set; }

    /// <summary>Buttons after <em>Check again</em>.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    public required IConnectionCheck Check { get; init; }

    [Inject]
    public required CircuitConnectionMonitor Presence { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<CheckPanel> Text { get; init; }

    public bool IsRunning => _running is not null;

    /// <summary>A check that is under way is ended first.</summary>
    public Task RunAsync(CheckSubject subject) => RunAsync((changed, cancellationToken) => CheckRunResult.RunAsync(Check, subject, changed, Time, cancellationToken));

    /// <summary>The same for a check whose token its owner keeps to itself.</summary>
    public async Task RunAsync(Func<Action<CheckItem>, CancellationToken, Task<CheckRunResult>> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        await StopAsync();
        using var running = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        _running = running;
        (_wait, _message, _hasReport, _dueReport, _startedAt) = (TimeSpan.Zero, Text["Running"], false, null, Time.GetTimestamp());
        _items = [.. _items.Select(item => new CheckItem(item.Code, CheckItemState.Waiting))];
        StateHasChanged();
        try
        {
            var (result, report) = await run(item => Show(item, running), running.Token);
            (_hasReport, _dueReport, _took) = (true, report, Time.GetElapsedTime(_startedAt));
            _items = [.. result.Items];
            _running = null;
            Say(result);
            await Ended.InvokeAsync(result);
            await WaitAsync(result.Failure?.RetryAfter ?? TimeSpan.Zero);
        }
        catch (OperationCanceledException) when (running.IsCancellationRequested)
        {
            // Stopped by the person, replaced by another run, or the page was left.
        }
        finally
        {
            _running = _running == running ? null : _running;
        }
    }

    /// <summary>Ends the check that is under way; its items stay as far as they came.</summary>
    public async Task StopAsync()
    {
        if (_running is { } running)
        {
            _running = null;
            await running.CancelAsync();
            _items = [.. _items.Select(item => item.State is CheckItemState.Running or CheckItemState.Waiting ? new CheckItem(item.Code, CheckItemState.Skipped) : item)];
            _message = Text["Stopped"];
        }
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        _presence?.Dispose();
        return base.DisposeAsync();
    }

    protected override void OnInitialized()
    {
        // It starts when it has been rendered: the first picture is as high as the second.
        _message = Text["Running"];
        _presence = Presence.OnChanged(isThere => isThere ? Task.CompletedTask : InvokeAsync(StopAsync));
    }

    /// <summary>A report goes to the browser as soon as there is a place for it, and is not kept.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_reportView is not null && _dueReport is { } report)
        {
            _dueReport = null;
            await _reportView.ShowAsync(report, CancellationToken);
        }
    }

    private void Show(CheckItem item, CancellationTokenSource run) => _ = InvokeAsync(() =>
    {
        if (_running == run)
        {
            _items = _items.SetItem((int)item.Code, item);
            StateHasChanged();
        }
    });

    /// <summary>Azure DevOps asked to wait: the seconds are shown, and <em>Check again</em> comes back after them.</summary>
    private async Task WaitAsync(TimeSpan wait)
    {
        var until = Time.GetUtcNow() + wait;
        while (!IsRunning && (_wait = until - Time.GetUtcNow()) > TimeSpan.Zero)
        {
            StateHasChanged();
            await Task.Delay(TimeSpan.FromSeconds(1), Time, CancellationToken);
        }

        StateHasChanged();
    }
}
