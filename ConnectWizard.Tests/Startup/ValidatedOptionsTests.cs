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

        var failure = Should.Throw<OptionsValidationException>(services.CheckOptions);

        failure.Failures.ShouldBe(
        [
            "Sample:Count: the value cannot be read (many is not a valid value for Int32).",
            "Sample:Enabled: the value cannot be read (perhaps is not a valid value for Boolean).",
            "Sample:Name: wrong.",
        ]);
    }

    [Fact]
    public void Values_are_bound_and_a_configured_list_replaces_the_default_one()
    {
        var services = Services(1, ("Sample:Count", "3"), ("Sample:Names:0", "configured"));

        var options = services.GetRequiredService<IOptions<SampleOptions>>().Value;

        options.Count.ShouldBe(3);
        options.Enabled.ShouldBeTrue();
        options.Names.ShouldBe(["configured"]);
    }

    [Fact]
    public void Registering_twice_tells_a_fault_once()
    {
        var services = Services(2, ("Sample:Name", "wrong"));

        Should.Throw<OptionsValidationException>(services.CheckOptions).Failures.ShouldHaveSingleItem();
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

        public string Name { get; set; } = "";

        public IReadOnlyList<string> Names { get; set; } = ["default", "another"];
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
