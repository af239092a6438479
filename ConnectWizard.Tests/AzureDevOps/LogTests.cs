using System.Collections.Concurrent;
using System.Globalization;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

public sealed class LogTests
{
    private static readonly Secret Token = new("qwertzuiopasdfghjklyxcvbnm234567qwertzuiopasdfghjkly");
    private static readonly ServerTarget Target = new(new ServerAddress("http", "tfs.example", 80, ""), "DefaultCollection");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_are_logged_without_token_and_query()
    {
        await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync(context.Request.Headers.Authorization.ToString(), Ct));
        using var log = new MemoryLog();
        await using var services = EdgeServices.Build(
            [("Network:ConnectTo:0", string.Create(CultureInfo.InvariantCulture, $"tfs.example:80:127.0.0.1:{server.Port}"))],
            services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)));
        var gateway = services.GetRequiredService<IAzureDevOpsGateway>();

        await gateway.GetConnectionDataAsync(Target, Token, Ct);
        await gateway.ReadVersionAsync(Target, Token, Ct);
        await gateway.AskGitAsync(Target, Token, "P", "r", Ct);

        log.Lines.Any(line => line.StartsWith("GET tfs.example/DefaultCollection/_apis/connectionData answered 200", StringComparison.Ordinal)).ShouldBeTrue();
        var all = string.Join('\n', log.Lines);
        all.ShouldNotContain(Token.Reveal());
        all.ShouldNotContain(AzureDevOpsRequest.Encode(Token));
        all.ShouldNotContain("service=git-upload-pack");
    }

    private sealed class MemoryLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
