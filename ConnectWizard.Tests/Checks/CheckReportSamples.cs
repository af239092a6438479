using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>Checks that have ended, for what is made of them.</summary>
internal static class CheckReportSamples
{
    public static readonly DateTimeOffset EndedAt = new(2026, 11, 21, 5, 20, 11, TimeSpan.FromHours(1));

    public static readonly ServerTarget Target = new(new ServerAddress("https", "azure.example.com", 8443, "/tfs"), "Space Missions");

    public static readonly CheckedFacts Facts = new(
        "10000000-0000-0000-0000-000000000001", "Ada Lovelace", @"SPACETECH\ada", "Azure DevOps Server 2022.1", "7.1", 3, WebhookRight.Partly, [], EndedAt);

    /// <summary>A check in which one rung is as given, and the others have passed.</summary>
    public static CheckResult With(CheckItem item, CheckedFacts? facts = null) => new(
        [.. Enum.GetValues<CheckItemId>().Select(code => code == item.Code ? item : new CheckItem(code, CheckItemState.Passed) { Took = TimeSpan.FromMilliseconds(7), Sentence = "Good." })],
        Target,
        facts);

    public static CheckItem Failed(Problem problem, CheckItemId code = CheckItemId.Tls) =>
        new(code, CheckItemState.Failed) { Problem = problem, Evidence = problem.Evidence, Sentence = ProblemText.For(problem).What, Took = TimeSpan.FromMilliseconds(12) };

    /// <summary>A check with one piece of evidence.</summary>
    public static CheckResult Seeing(string label, string value) =>
        With(new CheckItem(CheckItemId.Http, CheckItemState.Passed) { Sentence = "Good.", Evidence = [new Evidence(label, value)] });

    /// <summary>Letters and digits that look like a token and are none.</summary>
    public static string TokenLike(int length) => string.Concat(Enumerable.Range(0, length).Select(place => "abcdefghijklmnopqrstuvwxyz234567"[place * 7 % 32]));
}
