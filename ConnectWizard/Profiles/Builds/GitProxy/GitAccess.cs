using System.Net.Http.Headers;
using System.Text;
using ConnectWizard.Connections;
using ConnectWizard.Connections.News;

namespace ConnectWizard.Profiles.Builds.GitProxy;

/// <summary>Says who may fetch what through the proxy, and asks Azure DevOps for them.</summary>
internal sealed class GitAccess(
    IGitTokenStore tokens, IBuildStore builds, IProfileStore profiles, IConnectionStore connections, ICredentialStore credentials, IGitUpstream upstream)
{
    /// <summary>The request whose token an <c>Authorization</c> header carries, as Basic password or Bearer.</summary>
    /// <returns>Null when it carries none, or one that is over, or another request's: the answer to all is the same.</returns>
    public async Task<BuildRequest?> FindAsync(string id, string? authorization, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(id, "D", out var guid) || TokenIn(authorization) is not { } token)
            return null;
        var request = new BuildRequestId(guid);
        return await tokens.IsGoodAsync(request, GitToken.HashOf(token), cancellationToken)
            ? await builds.FindAsync(request, cancellationToken)
            : null;
    }

    /// <summary>Sends a step of the fetch on, with the connection's own credential.</summary>
    /// <param name="request">Whose repository.</param>
    /// <param name="step">Adds what the client said.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Outcome<GitResponse>> SendAsync(BuildRequest request, Func<GitRequest, GitRequest> step, CancellationToken cancellationToken)
    {
        if (await profiles.FindAsync(request.Workspace, request.Profile, cancellationToken) is not { } profile
            || await connections.FindAsync(request.Workspace, profile.Connection, cancellationToken) is not { } connection)
            return new Problem(ProblemCode.CredentialNeeded);
        var token = await credentials.OpenAsync(connection.Credential, connection.Target, cancellationToken);
        return token.Succeeded
            ? await upstream.SendAsync(
                step(new GitRequest(connection.Target, token.Value, profile.Repository.Project, profile.Repository.Name)), cancellationToken)
            : token.Problem;
    }

    private static string? TokenIn(string? authorization)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out var header) || header.Parameter is not { Length: > 0 and <= 1024 } value)
            return null;
        if (header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return value;
        Span<byte> bytes = stackalloc byte[1024];
        if (!header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) || !Convert.TryFromBase64String(value, bytes, out var written))
            return null;
        var pair = Encoding.UTF8.GetString(bytes[..written]).Split(':', 2);
        return pair.Length == 2 && pair[1].Length > 0 ? pair[1] : null;
    }
}
