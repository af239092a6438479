namespace AzureDevOpsEmulator.Git;

/// <summary>The client's bytes are not a request of Git's protocol: HTTP status 400. Nothing of the answer is written by then.</summary>
public sealed class GitProtocolException : Exception
{
    public GitProtocolException(string message) : base(message)
    {
    }

    public GitProtocolException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public GitProtocolException()
    {
    }
}
