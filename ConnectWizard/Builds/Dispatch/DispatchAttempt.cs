using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>One attempt to hand a request over: a clone token of its own, the message, the POST.</summary>
internal sealed class DispatchAttempt(BuildSystem buildSystem, IGitTokenStore tokens, IPublicEndpoint own, TimeProvider time)
{
    /// <summary>Whether a build system is configured.</summary>
    public bool IsPossible => buildSystem.Address is not null;

    /// <summary>The longest that it takes.</summary>
    public TimeSpan Limit => buildSystem.Timeout;

    /// <summary>Sends the request once. The token is kept before it leaves, or the build system could not use it.</summary>
    public async Task<DispatchResponse> SendAsync(BuildRequest request, BuildProfile profile, CancellationToken cancellationToken)
    {
        var token = GitToken.New(time.GetUtcNow());
        await tokens.KeepAsync(request.Id, GitToken.HashOf(token.Value.Reveal()), token.ExpiresAt, cancellationToken);
        return await buildSystem.SendAsync(BuildMessage.Of(request, profile, own.Current, token), cancellationToken);
    }
}
