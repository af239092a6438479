using System.Globalization;
using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>Refuses TFS by name and what is older than the minimum; what is newer than known passes with a note.</summary>
internal sealed class VersionCheck(IAzureDevOpsGateway gateway, CheckRun run)
{
    /// <summary>Azure DevOps Services has no version: it is always the newest.</summary>
    public const string ServicesProduct = "Azure DevOps Services";

    /// <summary>The end of mainstream support (Microsoft's lifecycle pages): security fixes alone come for some more years.</summary>
    private static readonly Dictionary<int, DateOnly> SupportEnds = new() { [2019] = new(2024, 4, 30), [2020] = new(2025, 10, 14), [2022] = new(2028, 1, 11) };

    public async Task AskAsync(Secret token)
    {
        if (!run.CheckProgress.IsOpen(CheckItemId.Version))
            return;

        run.Start(CheckItemId.Version);
        var asked = await run.AskAsync(CheckItemId.Version, cancellation => gateway.ReadVersionAsync(run.Target, token, cancellation));
        if (asked?.Problem is { } problem)
            Report(problem);
        else if (asked?.Value is { } version)
            Decide(version);
    }

    public void Decide(ServerVersion version)
    {
        if (run.IsServices)
        {
            run.Version = version with { Product = ServicesProduct };
            run.Pass(CheckItemId.Version, [new("Product", ServicesProduct), new("REST API", version.ApiLevel)], ("level", version.ApiLevel));
            return;
        }

        run.Version = version;
        Evidence[] evidence = [new("Product", version.Product), new("REST API", version.ApiLevel)];
        if (version.IsTeamFoundationServer)
            run.Fail(CheckItemId.Version, new Problem(ProblemCode.TeamFoundationServer) { Evidence = evidence });
        else if (version.Year < run.Policy.MinimumServerYear)
            run.Fail(CheckItemId.Version, new Problem(ProblemCode.VersionTooOld) { Evidence = evidence });
        else if (version.IsNewerThanKnown)
            run.PassAs(CheckItemId.Version, "newer", evidence, ("level", version.ApiLevel));
        else if (SupportEnds.TryGetValue(version.Year, out var end) && end < DateOnly.FromDateTime(run.Now.UtcDateTime))
            run.PassAs(CheckItemId.Version, "ended", evidence, ("version", version.Product), ("date", end.ToString("Y", CultureInfo.CurrentCulture)));
        else
            run.Pass(CheckItemId.Version, evidence, ("version", version.Product));
    }

    /// <summary>A version that cannot be read is no reason to stop; a server that does not answer is.</summary>
    private void Report(Problem problem)
    {
        if (problem.Code == ProblemCode.VersionUnknown && run.IsServices)
            run.PassAs(CheckItemId.Version, "untold", problem.Evidence);
        else if (problem.Code == ProblemCode.VersionUnknown)
            run.Warn(CheckItemId.Version, problem);
        else
            run.Fail(CheckItemId.Version, problem);
    }
}
