using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>
/// The fifteen rungs of one check and where each stands. A rung is decided once; what comes later for it is not heard. Safe for rungs that
/// run side
/// by side: one change is told at a time.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="changed">Told each change; must not block.</param>
/// <param name="failed">Told when a rung has failed, after the change was told.</param>
internal sealed class Ladder(TimeProvider time, Action<Rung> changed, Action<Rung> failed)
{
    private readonly Lock _lock = new();
    private readonly Rung[] _rungs = [.. Enum.GetValues<RungCode>().Select(code => new Rung(code, RungState.Waiting))];
    private readonly long[] _started = new long[Enum.GetValues<RungCode>().Length];

    public bool HasFailed
    {
        get
        {
            lock (_lock)
            {
                return _rungs.Any(rung => rung.State == RungState.Failed);
            }
        }
    }

    public bool IsOpen(RungCode code)
    {
        lock (_lock)
        {
            return IsOpen(_rungs[(int)code]);
        }
    }

    public void Start(RungCode code, string sentence)
    {
        lock (_lock)
        {
            _started[(int)code] = time.GetTimestamp();
            Change(_rungs[(int)code] with { State = RungState.Running, Sentence = sentence });
        }
    }

    public void Pass(RungCode code, string sentence, IEnumerable<Evidence> evidence) =>
        Decide(code, RungState.Passed, sentence, null, evidence);

    public void Warn(RungCode code, Problem problem) =>
        Decide(code, RungState.Warned, ProblemText.For(problem).What, problem, problem.Evidence);

    public void Fail(RungCode code, Problem problem)
    {
        if (Decide(code, RungState.Failed, ProblemText.For(problem).What, problem, problem.Evidence) is { } rung)
        {
            failed(rung);
        }
    }

    /// <summary>For a rung that there was nothing to ask for.</summary>
    public void Skip(RungCode code, string sentence) => Decide(code, RungState.Skipped, sentence, null, []);

    /// <summary>The rung that the check stands at: the first that runs, or the first that waits.</summary>
    public RungCode? FirstOpen()
    {
        lock (_lock)
        {
            return (_rungs.FirstOrDefault(rung => rung.State == RungState.Running) ?? _rungs.FirstOrDefault(IsOpen))?.Code;
        }
    }

    /// <summary>Ends the check: what was not reached is skipped.</summary>
    public IReadOnlyList<Rung> End()
    {
        lock (_lock)
        {
            foreach (var rung in _rungs.Where(IsOpen).ToArray())
            {
                Change(rung with { State = RungState.Skipped, Sentence = RungText.Sentence(rung.Code, "skipped") });
            }

            return [.. _rungs];
        }
    }

    private static bool IsOpen(Rung rung) => rung.State is RungState.Waiting or RungState.Running;

    private Rung? Decide(RungCode code, RungState state, string sentence, Problem? problem, IEnumerable<Evidence> evidence)
    {
        lock (_lock)
        {
            var rung = _rungs[(int)code];
            if (!IsOpen(rung))
            {
                return null;
            }

            var decided = rung with
            {
                State = state,
                Took = state == RungState.Skipped ? null : Elapsed(rung),
                Sentence = sentence,
                Problem = problem,
                Evidence = [.. evidence],
            };
            Change(decided);
            return decided;
        }
    }

    private TimeSpan Elapsed(Rung rung) => rung.State == RungState.Running ? time.GetElapsedTime(_started[(int)rung.Code]) : TimeSpan.Zero;

    private void Change(Rung rung)
    {
        _rungs[(int)rung.Code] = rung;
        changed(rung);
    }
}
