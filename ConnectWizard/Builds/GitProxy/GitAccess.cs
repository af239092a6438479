using System.Net.Http.Headers;
using ConnectWizard.Connections;

namespace ConnectWizard.Builds.GitProxy;

/// <summary>Says who may fetch what through the proxy.</summary>
internal sealed class GitAccess(IGitTokenStore tokens, IBuildStore builds)
{
    /// <summary>The request whose token an <c>Authorization</c> header carries, as Basic password or Bearer.</summary>
    /// <returns>Null when it carries none, or one that is over, or another request's: the answer to all is the same.</returns>
    public async Task<BuildRequest?> FindAsync(string id, string? authorization, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(id, "D", out var guid) || TokenIn(authorization) is not { } token)
            return null;
        var request = new BuildRequestId(guid);
        return await tokens.IsValidAsync(request, GitToken.HashOf(token), cancellationToken)
            ? await builds.FindAsync(request, cancellationToken)
            : null;
    }

    private static string? TokenIn(string? authorization)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out var header) || header.Parameter is not { Length: > 0 and <= 1024 } value)
            return null;
        if (header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return value;
        return BasicCredentials.Parse(authorization)?.Password.Reveal();
    }
}
