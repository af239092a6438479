using System.Globalization;
using ConnectWizard.AzureDevOps.Wire;
using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;
using static ConnectWizard.AzureDevOps.AzureDevOpsNames;

namespace ConnectWizard.AzureDevOps;

internal sealed partial class AzureDevOpsGateway
{
    /// <summary>A token of a project has 54 characters, and IIS takes 2,048 of a query.</summary>
    private const int ProjectsBatchSize = 30;

    public Task<Result<IReadOnlyDictionary<Guid, bool>>> AskWebhookRightAsync(
        ServerTarget target, Secret token, IReadOnlyList<Guid> projects, CancellationToken cancellationToken) =>
        AskPermissionAsync(target, token, HookPermission.Edit, projects, cancellationToken);

    public async Task<Result<IReadOnlyDictionary<Guid, bool>>> AskPermissionAsync(
        ServerTarget target, Secret token, HookPermission permission, IReadOnlyList<Guid> projects, CancellationToken cancellationToken)
    {
        var rights = new Dictionary<Guid, bool>();
        foreach (var some in projects.Distinct().Chunk(ProjectsBatchSize))
        {
            var answers = await AskAsync(target, token, permission, some, cancellationToken);
            if (!answers.Succeeded)
                return answers.Problem;
            foreach (var (project, right) in some.Zip(answers.Value))
                rights[project] = right;
        }

        return Result<IReadOnlyDictionary<Guid, bool>>.FromValue(rights);
    }

    private async Task<Result<IReadOnlyList<bool>>> AskAsync(
        ServerTarget target, Secret token, HookPermission permission, Guid[] projects, CancellationToken cancellationToken)
    {
        var bit = ((int)permission).ToString(CultureInfo.InvariantCulture);
        var request = new AzureDevOpsRequest(target, Paths.Apis, Paths.Permissions, AzureDevOpsNames.ServiceHooks.Namespace, bit)
        {
            Query = "tokens=" + string.Join(',', projects.Select(AzureDevOpsNames.ServiceHooks.TokenOf)),
            Token = token,
        };
        var sent = await client.SendAsync(request, cancellationToken);
        if (!sent.Succeeded)
            return sent.Problem;
        var listing = AzureDevOpsClient.Read(sent.Value, request, AzureDevOpsJson.Default.ListingBoolean);
        if (listing.Value?.Value is { } rights && rights.Count == projects.Length)
            return Result<IReadOnlyList<bool>>.FromValue(rights);
        return listing.Problem is { } problem && !IsUnanswered(problem.Code)
            ? problem
            : ApiProblemMapper.Of(ProblemCode.WebhooksUnknown, sent.Value, request);
    }

    // The server is there and would not say: the question stays open, and nothing else is wrong.
    private static bool IsUnanswered(ProblemCode code) =>
        code is ProblemCode.TokenRefused or ProblemCode.PermissionMissing or ProblemCode.UnexpectedAnswer or ProblemCode.NotAzureDevOps
            or ProblemCode.CollectionUnknown or ProblemCode.OrganizationRefused or ProblemCode.OrganizationUnknown or ProblemCode.ServerError or ProblemCode.VersionTooOld;
}
