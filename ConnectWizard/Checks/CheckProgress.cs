using ConnectWizard.Connections;
using static ConnectWizard.Connections.ProblemCode;

namespace ConnectWizard.Checks;

/// <summary>The fifteen items of one check. An item is decided once; what comes later for it is ignored. Safe for items that run concurrently.</summary>
/// <param name="changed">Called for one change at a time; must not block.</param>
/// <param name="failed">Called after <paramref name="changed"/>.</param>
internal sealed class CheckProgress(TimeProvider time, Action<CheckItem> changed, Action<CheckItem> failed)
{
    private readonly Lock _lock = new();
    private readonly CheckItem[] _items = [.. Enum.GetValues<CheckItemId>().Select(code => new CheckItem(code, CheckItemState.Waiting))];
    private readonly long[] _started = new long[Enum.GetValues<CheckItemId>().Length];

    public bool HasFailed
    {
        get
        {
            lock (_lock)
                return _items.Any(item => item.State == CheckItemState.Failed);
        }
    }

    public bool IsOpen(CheckItemId code)
    {
        lock (_lock)
            return IsOpen(_items[(int)code]);
    }

    public void Start(CheckItemId code, string sentence)
    {
        lock (_lock)
        {
            _started[(int)code] = time.GetTimestamp();
            Change(_items[(int)code] with { State = CheckItemState.Running, Sentence = sentence });
        }
    }

    public void Pass(CheckItemId code, string sentence, IEnumerable<Evidence> evidence) =>
        Decide(code, CheckItemState.Passed, sentence, null, evidence);

    public void Warn(CheckItemId code, Problem problem) =>
        Decide(code, CheckItemState.Warned, ProblemText.For(problem).What, problem, problem.Evidence);

    public void Fail(CheckItemId code, Problem problem)
    {
        if (Decide(code, CheckItemState.Failed, ProblemText.For(problem).What, problem, problem.Evidence) is { } item)
            failed(item);
    }

    public void Skip(CheckItemId code, string sentence) => Decide(code, CheckItemState.Skipped, sentence, null, []);

    /// <summary>The first that runs, or else the first that waits.</summary>
    public CheckItemId? FirstOpen()
    {
        lock (_lock)
            return (_items.FirstOrDefault(item => item.State == CheckItemState.Running) ?? _items.FirstOrDefault(IsOpen))?.Code;
    }

    public IReadOnlyList<CheckItem> End()
    {
        lock (_lock)
        {
            foreach (var item in _items.Where(IsOpen).ToArray())
                Change(item with { State = CheckItemState.Skipped, Sentence = CheckItemText.Sentence(item.Code, "skipped") });

            return [.. _items];
        }
    }

    private static bool IsOpen(CheckItem item) => item.State is CheckItemState.Waiting or CheckItemState.Running;

    private CheckItem? Decide(CheckItemId code, CheckItemState state, string sentence, Problem? problem, IEnumerable<Evidence> evidence)
    {
        lock (_lock)
        {
            var item = _items[(int)code];
            if (!IsOpen(item))
                return null;

            var decided = item with
            {
                State = state,
                Took = state == CheckItemState.Skipped ? null : Elapsed(item),
                Sentence = sentence,
                Problem = problem,
                Evidence = [.. evidence],
            };
            Change(decided);
            return decided;
        }
    }

    private TimeSpan Elapsed(CheckItem item) => item.State == CheckItemState.Running ? time.GetElapsedTime(_started[(int)item.Code]) : TimeSpan.Zero;

    private void Change(CheckItem item)
    {
        _items[(int)item.Code] = item;
        changed(item);
    }
}

/// <summary>Which item a problem decides: the response to one request may decide several.</summary>
internal static class CheckItemMapping
{
    /// <param name="asked">The item whose request met it: where it stays if it could happen to any request.</param>
    public static CheckItemId Of(ProblemCode code, CheckItemId asked) => code switch
    {
        NotHttp or ProxyAnswered or Redirected => CheckItemId.Http,
        NotAzureDevOps or WebServerAnswered or AddressIsServices => CheckItemId.Product,
        TeamFoundationServer or VersionTooOld => CheckItemId.Version,
        BasicShadowed or WindowsOnly => CheckItemId.SignIn,
        TokenMissing or TokenMalformed or TokenRefused or TokenExpired or TokenGlobal
            or SignInPage or ConditionalAccess or NotAMember or SignInAgain
            or OrganizationOtherTenant or OrganizationRefused or IdentityNotAdded => CheckItemId.Token,
        CollectionMissing or CollectionUnknown or CollectionUnusable or CollectionStopped
            or CollectionTwice or OrganizationUnknown or OrganizationStopped => CheckItemId.Collection,
        _ => asked,
    };
}
