using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Startup;

/// <summary>Turns what an operator can fix into a message without a stack trace; everything else stays an exception.</summary>
public static class StartupFailure
{
    /// <param name="message">All errors, one a line, each naming its key.</param>
    /// <returns>False when it is a bug of ours.</returns>
    public static bool TryDescribe(Exception exception, [NotNullWhen(true)] out string? message)
    {
        var faults = Faults(exception);
        var lines = faults.Select(fault => $"  - {fault}").Prepend("ConnectWizard did not start.").Append("");
        message = faults.Count == 0 ? null : string.Join(Environment.NewLine, lines);
        return message is not null;
    }

    /// <summary>1, or 75 (EX_TEMPFAIL of sysexits.h) where the same start may succeed later: a service manager tries that again.</summary>
    public static int ExitCodeOf(Exception exception) => MayPass(exception) ? 75 : 1;

    private static bool MayPass(Exception exception) => exception switch
    {
        StartupException refused => refused.MayPass,
        IOException { InnerException: AddressInUseException } => true,
        AggregateException several => several.InnerExceptions.All(MayPass),
        _ => false,
    };

    private static List<string> Faults(Exception exception) => exception switch
    {
        OptionsValidationException options => [.. options.Failures],
        StartupException refused => [refused.Message],
        IOException { InnerException: AddressInUseException } => [InUse(exception.Message)],
        AggregateException several => FaultsOfAll(several),
        _ => [],
    };

    private static string InUse(string message) =>
        $"{message.TrimEnd('.')}. Another copy may be running; choose another address in the setting that names this one: Listen, --urls or ASPNETCORE_URLS.";

    /// <summary>One that is no error of configuration makes the whole a bug.</summary>
    private static List<string> FaultsOfAll(AggregateException several)
    {
        var faults = several.InnerExceptions.Select(Faults).ToList();
        return faults.TrueForAll(some => some.Count > 0) ? [.. faults.SelectMany(some => some)] : [];
    }
}

public static class StartupFailureServices
{
    /// <summary>The host's own "failed to start" would print the same with a stack trace. A background service that fails is still reported, as critical.</summary>
    public static IServiceCollection AddStartupFailure(this IServiceCollection services) =>
        services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical));
}

/// <summary>The product can't start, and the operator can fix it. The message is shown as it is, so it holds no secret.</summary>
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

    /// <summary>Nobody has to do anything about it: what the start needs is away.</summary>
    public bool MayPass { get; init; }
}
