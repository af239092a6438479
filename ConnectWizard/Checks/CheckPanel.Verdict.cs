using ConnectWizard.Components;
using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <content>What is said at the top.</content>
public sealed partial class CheckPanel
{
    /// <summary>The element's id, to bring it into view.</summary>
    public string Id { get; } = $"check-{Guid.NewGuid():N}";

    private int EndedCount => _items.Count(item => item.State is not (CheckItemState.Waiting or CheckItemState.Running));

    private CheckItemState State => IsRunning ? CheckItemState.Running : CheckItemGroup.StateOf(_items);

    private string ToneName => State switch
    {
        CheckItemState.Passed => "good",
        CheckItemState.Warned => "warning",
        CheckItemState.Failed => "bad",
        CheckItemState.Running => "accent",
        _ => "neutral",
    };

    private string CountSentence => IsRunning || EndedCount == 0 ? Text["Count", EndedCount, _items.Length] : string.Join(", ", Counts());

    private string Took => _took.TotalSeconds < 1 ? Text["Milliseconds", _took.TotalMilliseconds] : Text["Seconds", _took.TotalSeconds];

    private IEnumerable<string> Counts()
    {
        yield return Text["Count.Passed", _items.Count(item => item.State == CheckItemState.Passed), _items.Length, Took];
        foreach (var state in (CheckItemState[])[CheckItemState.Warned, CheckItemState.Failed, CheckItemState.Skipped])
        {
            if (_items.Count(item => item.State == state) is > 0 and var count)
                yield return Text[$"Count.{state}", count];
        }
    }

    private void Say(CheckResult result)
    {
        var warned = result.Items.Count(item => item.State == CheckItemState.Warned);
        _message = result.Failure is { } failure ? Text["Failed", ProblemText.For(failure).What]
            : warned > 0 ? Text.Counted("Warned", warned)
            : Text["Passed"];
    }
}
