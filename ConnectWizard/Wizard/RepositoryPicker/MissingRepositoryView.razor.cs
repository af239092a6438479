using ConnectWizard.Repositories;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.RepositoryPicker;

/// <summary>Nothing matches: once the typing has stopped the server is asked about that one name, and what it says is explained.</summary>
public sealed partial class MissingRepositoryView
{
    private CancellationTokenSource? _asking;
    private (string Name, RepositorySnapshot Snapshot)? _asked;
    private MissingRepository? _answer;

    /// <summary>The name as typed, or <c>project/name</c>.</summary>
    [Parameter]
    [EditorRequired]
    public required string Name { get; set; }

    /// <summary>The list that does not have it.</summary>
    [Parameter]
    [EditorRequired]
    public required RepositorySnapshot Snapshot { get; set; }

    /// <summary>The list is still being read, so it may yet come.</summary>
    [Parameter]
    public bool IsReading { get; set; }

    /// <summary>The list should be read again.</summary>
    [Parameter]
    public EventCallback Refresh { get; set; }

    /// <summary>Something else should be searched for.</summary>
    [Parameter]
    public EventCallback<string> Search { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<MissingRepositoryView> Text { get; init; }

    private string Reason => _answer!.Reason.ToString();

    protected override async Task OnParametersSetAsync()
    {
        if (IsReading || _asked == (Name, Snapshot))
            return;

        (_asked, _answer) = ((Name, Snapshot), null);
        if (_asking is not null)
            await _asking.CancelAsync();

        using var asking = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        _asking = asking;
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(600), Time, asking.Token);
            _answer = await new MissingRepositoryInquiry(State).AskAsync(Snapshot, Name, asking.Token);
        }
        catch (OperationCanceledException) when (asking.IsCancellationRequested)
        {
            // Another name was typed, or something matches again.
        }
        finally
        {
            _asking = _asking == asking ? null : _asking;
        }
    }

    private string Sentence(string part)
    {
        var variant = _answer!.Reason == MissingReason.NotVisible ? _answer.Name is null ? ".Project" : _answer.Project is null ? ".Anywhere" : "" : "";
        return Text[$"{Reason}{variant}.{part}", _answer.Name ?? Name, _answer.Project ?? ""];
    }
}
