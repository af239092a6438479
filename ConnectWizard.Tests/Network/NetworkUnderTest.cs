using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectWizard.Network;

/// <summary>The room's own registrations with a configuration and a resolver of the test's.</summary>
internal static class NetworkUnderTest
{
    public static ServiceProvider Build(INameResolver? resolver, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging();
        if (resolver is not null)
            services.AddSingleton(resolver);
        return services.AddNetwork().BuildServiceProvider();
    }

    /// <summary>Resolves and connects in one step.</summary>
    public static async Task<OutboundConnection> DialAsync(this OutboundDialer dialer, string host, int port, CancellationToken cancellationToken) =>
        await dialer.ConnectAsync(await dialer.ResolveAsync(host, port, cancellationToken), cancellationToken);
}

/// <summary>Answers as a script says, one answer for each question, the last one for ever.</summary>
internal sealed class ScriptedResolver(params IReadOnlyList<string[]> answers) : INameResolver
{
    private int _asked;

    /// <summary>How many questions there were.</summary>
    public int Asked => _asked;

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var answer = answers[Math.Min(Interlocked.Increment(ref _asked), answers.Count) - 1];
        return Task.FromResult<IReadOnlyList<IPAddress>>([.. answer.Select(IPAddress.Parse)]);
    }
}
