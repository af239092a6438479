using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Builds.Dispatch;

internal sealed class BuildSystem(SignedWebhookClient client, IOptions<BuildsOptions> options, IGitTokenStore tokens, IPublicEndpoint endpoint, TimeProvider time)
{
    public Uri? Address => options.Value.Address;

    public TimeSpan Timeout => options.Value.Timeout;

    /// <summary>The token is stored first: the build system may clone before it answers.</summary>
    public async Task<DispatchResponse> SendAsync(BuildRequest build, BuildProfile profile, CancellationToken cancellationToken)
    {
        var token = GitToken.New(time.GetUtcNow());
        await tokens.AddAsync(build.Id, GitToken.HashOf(token.Value.Reveal()), token.ExpiresAt, cancellationToken);
        var message = BuildMessage.Of(build, profile, endpoint.Current, token);
        return await client.SendAsync(options.Value, "build system", new SignedMessage(message.Id, message.ToJson(), BuildMessage.MediaType), cancellationToken);
    }
}
