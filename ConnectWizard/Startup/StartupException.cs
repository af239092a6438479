namespace ConnectWizard.Startup;

/// <summary>
/// The product cannot start, and the operator can mend it: the message is a sentence that names what is wrong and where. It is shown
/// as it is, without a stack trace, so it holds no secret.
/// </summary>
public sealed class StartupException : Exception
{
    public StartupException(string message)
        : base(message)
    {
    }

    public StartupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public StartupException()
    {
    }
}
