using Microsoft.Extensions.Options;

namespace ConnectWizard.Access;

/// <summary>Says at the start what an operator should have decided, and may not have.</summary>
internal sealed class AccessWarning(IConfiguration configuration, IOptions<AccessOptions> options, IOptions<PublicUrlOptions> urls, ILogger<AccessWarning> logger)
    : IHostedService
{
    /// <summary>It may hand on requests to a listener on loopback under a name of loopback.</summary>
    private const string ByProxy = "What a proxy on this machine serves";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A proxy in front reaches a listener on loopback, too, and hands on whoever comes.
        var reached = ListeningAddresses.Read(configuration).Where(address => !address.IsLoopback && address.Key != ListeningAddresses.PublicKey).Select(address => address.Url);
        if (options.Value.AllowAnonymous)
        {
            foreach (var address in reached.Append(urls.Value.PeopleAddress is { IsLoopback: false } people ? people.AbsoluteUri : null).OfType<string>().DefaultIfEmpty(ByProxy))
                AccessLog.EverybodyIsLetIn(logger, address);
        }

        foreach (var url in new[] { urls.Value.Address, urls.Value.PeopleAddress }.OfType<Uri>().Where(url => url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback).Distinct())
            AccessLog.Unencrypted(logger, url.AbsoluteUri);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static partial class AccessLog
{
    [LoggerMessage(
        1,
        LogLevel.Warning,
        "ACCESS:ALLOWANONYMOUS IS TRUE. {Address} can be reached from other machines, and whoever reaches it can use and delete every connection "
        + "without signing in")]
    public static partial void EverybodyIsLetIn(ILogger logger, string address);

    [LoggerMessage(2, LogLevel.Warning, "Refused a request: {Reason} ({Method})")]
    public static partial void Refused(ILogger logger, string reason, string method);

    [LoggerMessage(3, LogLevel.Warning, "{Address} is not encrypted: tokens and the secrets of webhooks can be read on their way to it")]
    public static partial void Unencrypted(ILogger logger, string address);
}
