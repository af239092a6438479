using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Startup;

/// <summary>Turns what an operator can mend into a message without a stack trace; everything else stays an exception.</summary>
public static class StartupFailure
{
    /// <summary>Describes a failure of the start.</summary>
    /// <param name="exception">What the host threw.</param>
    /// <param name="message">All faults, one a line, each naming its key; ready to be printed.</param>
    /// <returns>False when it is a bug of ours rather than a matter of configuration.</returns>
    public static bool TryDescribe(Exception exception, [NotNullWhen(true)] out string? message)
    {
        var faults = Faults(exception);
        var lines = faults.Select(fault => $"  - {fault}").Prepend("ConnectWizard did not start.").Append("");
        message = faults.Count == 0 ? null : string.Join(Environment.NewLine, lines);
        return message is not null;
    }

    private static List<string> Faults(Exception exception) => exception switch
    {
        OptionsValidationException options => [.. options.Failures],
        StartupException refused => [refused.Message],
        IOException { InnerException: AddressInUseException } => [InUse(exception.Message)],
        AggregateException several => FaultsOfAll(several),
        _ => [],
    };

    private static string InUse(string message) =>
        $"{message.TrimEnd('.')}. Another copy may be running; choose another address with --urls or ASPNETCORE_URLS.";

    /// <summary>Several sections can be at fault at once; one that is no fault of configuration makes the whole a bug.</summary>
    private static List<string> FaultsOfAll(AggregateException several)
    {
        var faults = several.InnerExceptions.Select(Faults).ToList();
        return faults.TrueForAll(some => some.Count > 0) ? [.. faults.SelectMany(some => some)] : [];
    }
}
