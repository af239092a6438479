using ConnectWizard.Connections;

namespace ConnectWizard.Builds.GitProxy;

/// <summary>
/// Git's smart HTTP of a repository, read-only, for somebody who is not to see the credential: it is added here, and nothing of what the
/// server says about signing in comes back.
/// </summary>
public interface IGitUpstream
{
    /// <summary>Sends one step of a fetch.</summary>
    /// <returns>Git's own answer, to be streamed on and disposed of; a problem for everything that is none.</returns>
    Task<Result<GitResponse>> SendAsync(GitRequest request, CancellationToken cancellationToken);
}

/// <summary>A step of a fetch (gitprotocol-http).</summary>
/// <param name="Target">The collection.</param>
/// <param name="Token">What to sign in with.</param>
/// <param name="Project">By name.</param>
/// <param name="Repository">By name.</param>
public sealed record GitRequest(ServerTarget Target, Secret Token, string Project, string Repository)
{
    /// <summary>The value of <c>Git-Protocol</c>; null for the first version.</summary>
    public string? Protocol { get; init; }

    /// <summary>The negotiation for <c>git-upload-pack</c>; null asks for the advertisement (<c>info/refs</c>).</summary>
    public Stream? Body { get; init; }

    /// <summary>How <see cref="Body"/> is encoded: <c>gzip</c>.</summary>
    public string? Encoding { get; init; }
}

/// <summary>An answer of Git, as it comes.</summary>
/// <param name="contentType">One of Git's two types.</param>
/// <param name="body">Bounded; reading it fails with an <see cref="IOException"/>.</param>
/// <param name="owner">What the body belongs to.</param>
public sealed class GitResponse(string contentType, Stream body, IDisposable owner) : IAsyncDisposable
{
    public string ContentType => contentType;

    public Stream Body => body;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await body.DisposeAsync();
        owner.Dispose();
    }
}
