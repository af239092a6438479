using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ConnectWizard.Startup;

public sealed class ValidatedOptionsTests
{
    [Fact]
    public void Every_value_that_cannot_be_read_is_told_beside_what_the_validator_finds()
    {
        var services = Services(1, ("Sample:Count", "many"), ("Sample:Enabled", "perhaps"), ("Sample:Name", "wrong"));

        Failures(services).ShouldBe(
            ["Sample:Count: the value 'many' can't be read.", "Sample:Enabled: the value 'perhaps' can't be read.", "Sample:Name: wrong."]);
    }

    [Theory]
    [InlineData("25:00:00")]
    [InlineData("30")]
    [InlineData("8760:00:00")]
    [InlineData("2m")]
    public void A_time_that_could_be_meant_otherwise_is_refused(string value) =>
        Failures(Services(1, ("Sample:Interval", value))).ShouldHaveSingleItem().ShouldContain("1.00:00:00 is a day");

    [Theory]
    [InlineData("1.00:00:00", 86_400)]
    [InlineData("00:15:00", 900)]
    [InlineData("00:15", 900)]
    [InlineData("00:00:00.5", 0.5)]
    [InlineData("0", 0)]
    public void A_time_is_bound(string value, double seconds)
    {
        var services = Services(1, ("Sample:Interval", value));

        services.ValidateOptions();

        services.GetRequiredService<IOptions<SampleOptions>>().Value.Interval.TotalSeconds.ShouldBe(seconds);
    }

    [Fact]
    public void Values_are_bound_and_a_list_is_bound_once_however_often_it_is_registered()
    {
        var services = Services(2, ("Sample:Count", "3"), ("Sample:Names:0", "configured"), ("Sample:Kind", "SECOND"));

        var options = services.GetRequiredService<IOptions<SampleOptions>>().Value;

        options.Count.ShouldBe(3);
        options.Enabled.ShouldBeTrue();
        options.Kind.ShouldBe(SampleKind.Second);
        options.Names.ShouldBe(["configured"]);
    }

    [Fact]
    public void Registering_twice_tells_a_fault_once()
    {
        var services = Services(2, ("Sample:Name", "wrong"));

        Failures(services).ShouldHaveSingleItem();
    }

    [Fact]
    public void Faults_of_several_sections_are_told_together()
    {
        var several = new AggregateException(Failed("A:One: wrong."), Failed("B:Two: wrong.", "B:Three: wrong."));

        StartupFailure.TryDescribe(several, out var message).ShouldBeTrue();

        message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ShouldBe(["ConnectWizard did not start.", "- A:One: wrong.", "- B:Two: wrong.", "- B:Three: wrong."]);
    }

    [Fact]
    public void A_bug_is_not_dressed_up_as_a_fault_of_configuration()
    {
        StartupFailure.TryDescribe(new InvalidOperationException("bug"), out var message).ShouldBeFalse();
        message.ShouldBeNull();
        StartupFailure.TryDescribe(new AggregateException(Failed("A: wrong."), new InvalidOperationException("bug")), out _).ShouldBeFalse();
    }

    private static IEnumerable<string> Failures(IServiceProvider services) =>
        Should.Throw<AggregateException>(services.ValidateOptions).Flatten().InnerExceptions.Cast<OptionsValidationException>().SelectMany(failed => failed.Failures);

    private static OptionsValidationException Failed(params string[] failures) => new("", typeof(SampleOptions), failures);

    private static ServiceProvider Services(int times, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        foreach (var (key, value) in settings)
            configuration[key] = value;
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        for (var time = 0; time < times; time++)
            services.AddValidatedOptions<SampleOptions, ValidateSampleOptions>("Sample");
        return services.BuildServiceProvider();
    }

    private sealed class SampleOptions
    {
        public int Count { get; set; }

        public bool Enabled { get; set; } = true;

        public TimeSpan Interval { get; set; }

        public string Name { get; set; } = "";

        public IReadOnlyList<string> Names { get; set; } = [];

        public SampleKind Kind { get; set; }
    }

    private enum SampleKind
    {
        First,
        Second,
    }

    private sealed class ValidateSampleOptions : IValidateOptions<SampleOptions>
    {
        public ValidateOptionsResult Validate(string? name, SampleOptions options)
        {
            string[] faults = options.Name == "wrong" ? ["Sample:Name: wrong."] : [];
            return faults.ToResult();
        }
    }
}
