using ConnectWizard.Connections;

namespace ConnectWizard.Builds.GitProxy;

/// <summary>Git's smart HTTP of a repository, read-only. The credential is added here; nothing about signing in comes back.</summary>
public interface IGitUpstream
{
    /// <returns>Git's own answer, to be streamed and disposed of; a problem for everything else.</returns>
    Task<Result<GitResponse>> SendAsync(GitRequest request, CancellationToken cancellationToken);
}

public sealed record GitRequest(ServerTarget Target, Secret Token, string Project, string Repository)
{
    /// <summary>The value of <c>Git-Protocol</c>; null for the first version.</summary>
    public string? Protocol { get; init; }

    /// <summary>The negotiation for <c>git-upload-pack</c>; null asks for the advertisement (<c>info/refs</c>).</summary>
    public Stream? Body { get; init; }

    public string? Encoding { get; init; }
}

/// <param name="body">Bounded; reading it fails with an <see cref="IOException"/>.</param>
public sealed class GitResponse(string contentType, Stream body, IDisposable owner) : IAsyncDisposable
{
    public string ContentType => contentType;

    public Stream Body => body;

    public async ValueTask DisposeAsync()
    {
        await body.DisposeAsync();
        owner.Dispose();
    }
}
