using System.Globalization;
using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>
/// One run of the check. A failed item abandons those behind it; the ones before it go on to their end, so that the first failed item is the
/// same in each run. Being throttled abandons all.
/// </summary>
internal sealed class CheckRun : IDisposable
{
    private readonly TimeSpan _itemTimeout;
    private readonly TimeProvider _time;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _whole;
    private readonly CancellationTokenSource[] _abandoned;
    private readonly CancellationTokenSource?[] _limits;

    public CheckRun(CheckSubject subject, CheckPolicy policy, TimeSpan itemTimeout, TimeProvider time, Action<CheckItem> changed, CancellationToken caller)
    {
        (Subject, Policy, _itemTimeout, _time, _caller) = (subject, policy, itemTimeout, time, caller);
        CheckProgress = new CheckProgress(time, changed, AbandonBehind);
        _whole = new CancellationTokenSource(policy.TotalTimeout, time);
        _abandoned = [.. Enum.GetValues<CheckItemId>().Select(_ => new CancellationTokenSource())];
        _limits = new CancellationTokenSource?[_abandoned.Length];
    }

    public CheckSubject Subject { get; }

    public CheckPolicy Policy { get; }

    public CheckProgress CheckProgress { get; }

    /// <summary>Known once the address item has passed.</summary>
    public ServerTarget Target { get; set; } = null!;

    /// <summary>Known once it could be read.</summary>
    public Secret? Token { get; set; }

    public bool IsServices => Subject.Address.Target?.Provider == ProviderKind.Services;

    public AuthenticatedUser? Account { get; set; }

    /// <summary>Of the organization, where a response has told it.</summary>
    public OrganizationTenant? Tenant { get; set; }

    public string ShownHost => Target is null ? "" : Target.Address.DisplayHost;

    public ServerVersion? Version { get; set; }

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Counted to the end; null where it was not.</summary>
    public int? Projects { get; set; }

    public WebhookRight Webhooks { get; set; }

    /// <returns>The problem of a token of another tenant than the organization's; null when it is of the same, or that is unknown.</returns>
    public Problem? FindForeignTenant() =>
        Subject.Account is { } account && Tenant is { } tenant ? OrganizationTenants.FindForeign(account, tenant, Target.Collection) : null;

    public void Start(CheckItemId code) =>
        CheckProgress.Start(code, Sentence(code, "running", ("host", ShownHost), ("collection", Target?.Collection ?? "")));

    public void Pass(CheckItemId code, IEnumerable<Evidence> evidence, params ReadOnlySpan<(string Name, string Value)> values) =>
        PassAs(code, "passed", evidence, values);

    public void PassAs(
        CheckItemId code, string sentence, IEnumerable<Evidence> evidence, params ReadOnlySpan<(string Name, string Value)> values) =>
        CheckProgress.Pass(code, Sentence(code, sentence, values), evidence);

    public void Skip(CheckItemId code, string sentence) => CheckProgress.Skip(code, Sentence(code, sentence));

    public void Fail(CheckItemId code, Problem problem) => CheckProgress.Fail(code, Complete(code, problem));

    public void Warn(CheckItemId code, Problem problem) => CheckProgress.Warn(code, Complete(code, problem));

    /// <summary>Asks within the item's time, which runs from its first question on.</summary>
    /// <returns>The result, or <see cref="ProblemCode.TimedOut"/>; null when a failure elsewhere has made it pointless.</returns>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    public async Task<Result<T>?> AskAsync<T>(CheckItemId code, Func<CancellationToken, Task<Result<T>>> question)
    {
        var limit = _limits[(int)code] ??= new CancellationTokenSource(_itemTimeout, _time);
        var abandoned = _abandoned[(int)code].Token;
        using var any = CancellationTokenSource.CreateLinkedTokenSource(_caller, _whole.Token, limit.Token, abandoned);
        try
        {
            any.Token.ThrowIfCancellationRequested();

            // A call that ignores its token must not hold the check up.
            return await question(any.Token).WaitAsync(any.Token);
        }
        catch (OperationCanceledException) when (any.IsCancellationRequested && !_caller.IsCancellationRequested)
        {
            var isPointless = abandoned.IsCancellationRequested || _whole.IsCancellationRequested;
            return isPointless ? null : Result<T>.FromProblem(TimedOut(_itemTimeout));
        }
    }

    /// <summary>A check that took too long fails where it stands.</summary>
    public IReadOnlyList<CheckItem> End()
    {
        _caller.ThrowIfCancellationRequested();
        if (_whole.IsCancellationRequested && !CheckProgress.HasFailed && CheckProgress.FirstOpen() is { } open)
            Fail(open, TimedOut(Policy.TotalTimeout));

        return CheckProgress.End();
    }

    public void Dispose()
    {
        foreach (var source in _abandoned.Concat(_limits).Append(_whole))
        {
            source?.Cancel();
            source?.Dispose();
        }
    }

    private string Sentence(CheckItemId code, string what, params ReadOnlySpan<(string Name, string Value)> values) =>
        IsServices ? CheckItemText.SentenceOfServices(code, what, values) : CheckItemText.Sentence(code, what, values);

    private static Problem TimedOut(TimeSpan limit) =>
        new Problem(ProblemCode.TimedOut).With("seconds", Seconds(limit));

    private static string Seconds(TimeSpan time) => Math.Ceiling(time.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);

    /// <summary>Adds the values that the run knows and the problem lacks.</summary>
    private Problem Complete(CheckItemId code, Problem problem)
    {
        foreach (var (name, value) in Known(code, problem))
            problem = value is null || problem.Arguments.ContainsKey(name) ? problem : problem.With(name, value);

        // The network knows the server as DNS does and by the port that was connected to; people know the name and port that they typed.
        return Target is not null && problem.Arguments["host"] == Target.Address.Host
            ? problem.With("host", ShownHost).With("port", Target.Address.Port.ToString(CultureInfo.InvariantCulture))
            : problem;
    }

    private IEnumerable<(string Name, string? Value)> Known(CheckItemId code, Problem problem)
    {
        yield return ("item", CheckItemText.Title(code, IsServices ? ProviderKind.Services : ProviderKind.Server));
        yield return ("minimum", Policy.MinimumServerYear.ToString(CultureInfo.InvariantCulture));
        yield return ("from", Policy.OutboundAddresses.Count > 0 ? CheckItemText.OurAddresses(Policy.OutboundAddresses) : null);
        yield return ("account", Account?.AccountName ?? Subject.Account?.Name);
        yield return ("login", Account?.AccountLogin ?? Subject.Account?.Login);
        yield return ("organization", IsServices ? Subject.Address.Target!.Collection : null);
        yield return ("version", Version?.Product);
        yield return (ProblemText.Variant, problem.Code == ProblemCode.TimedOut ? StageOf(code) : WordingOf(problem.Code));
        yield return ("seconds", problem.RetryAfter is { } wait ? Seconds(wait) : null);
        if (Target is not null)
        {
            yield return ("host", ShownHost);
            yield return ("port", Target.Address.Port.ToString(CultureInfo.InvariantCulture));
            yield return ("collection", Target.Collection);
            yield return ("url", Target.Url.AbsoluteUri);
        }
    }

    /// <summary>A scope of a personal access token is a permission of the app registration for an account.</summary>
    private string? WordingOf(ProblemCode code) => !IsServices ? null
        : Subject.Token is EntraAccessToken && code is (ProblemCode.ScopeMissing or ProblemCode.GitRefused) ? ProblemText.Account
        : Subject.Token is not EntraAccessToken && code == ProblemCode.TokenRefused && Now >= GlobalTokens.End ? ProblemText.GlobalToken
        : ProblemText.Services;

    /// <summary>A time-out has another cause at each stage, and another person to fix it.</summary>
    private static string StageOf(CheckItemId code) => code switch
    {
        CheckItemId.Dns => "name",
        CheckItemId.Tls => "tls",
        > CheckItemId.Tls => "answer",
        _ => "connect",
    };

    private void AbandonBehind(CheckItem failed)
    {
        var first = failed.Problem?.Code == ProblemCode.Throttled ? 0 : (int)failed.Code + 1;
        foreach (var source in _abandoned.Skip(first))
            source.Cancel();
    }
}
