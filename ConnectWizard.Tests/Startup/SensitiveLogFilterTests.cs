using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Startup;

/// <summary>Whoever turns the log up to its highest level does not read in it what people typed.</summary>
public sealed class SensitiveLogFilterTests
{
    private const string Dispatcher = "Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("Logging:LogLevel:Microsoft.AspNetCore.SignalR")]
    [InlineData("Logging:LogLevel:" + Dispatcher)]
    [InlineData("Logging:Recorder:LogLevel:" + Dispatcher)]
    public async Task Messages_of_a_circuit_are_not_logged_however_the_level_is_set(string key)
    {
        await using var app = await RunningApp.StartAsync(Cancellation, [(key, "Trace")], builder => builder.Logging.AddProvider(new Recorder()));

        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(Dispatcher);

        logger.IsEnabled(LogLevel.Debug).ShouldBeFalse();
        logger.IsEnabled(LogLevel.Warning).ShouldBeTrue();
    }

    /// <summary>Should ASP.NET Core rename the category, this tells: the type is there by its name.</summary>
    [Fact]
    public void The_category_is_that_of_the_dispatcher_of_messages() =>
        typeof(Microsoft.AspNetCore.SignalR.Hub).Assembly.GetTypes().ShouldContain(type => type.FullName == Dispatcher + "`1");

    [ProviderAlias("Recorder")]
    private sealed class Recorder : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName)
        {
            var logger = Substitute.For<ILogger>();
            logger.IsEnabled(default).ReturnsForAnyArgs(true);
            return logger;
        }

        public void Dispose()
        {
        }
    }
}
