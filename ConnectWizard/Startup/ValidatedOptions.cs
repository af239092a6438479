using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Startup;

/// <summary>The one way to register options: bound from configuration, checked before anything starts, all faults told at once.</summary>
public static class ValidatedOptions
{
    /// <summary>
    /// Binds <typeparamref name="TOptions"/> to a section and has it checked at start. A value that cannot be read ("yes" for a truth
    /// value) is a fault like any other, told beside the rest. Calling it twice is safe.
    /// </summary>
    /// <typeparam name="TOptions">A class whose properties are named as the keys.</typeparam>
    /// <typeparam name="TValidator">Collects every fault, each sentence beginning with its key.</typeparam>
    /// <param name="services">Where to register.</param>
    /// <param name="section">The section's path; empty for keys at the root.</param>
    public static IServiceCollection AddValidatedOptions<TOptions, TValidator>(this IServiceCollection services, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        if (services.Any(service => service.ServiceType == typeof(SectionBinder<TOptions>)))
            return services;

        services.AddSingleton(provider => new SectionBinder<TOptions>(provider.GetRequiredService<IConfiguration>(), section));
        services.AddSingleton<IConfigureOptions<TOptions>>(provider => provider.GetRequiredService<SectionBinder<TOptions>>());
        services.AddSingleton<IValidateOptions<TOptions>>(provider => provider.GetRequiredService<SectionBinder<TOptions>>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
        services.AddOptions<TOptions>().ValidateOnStart();
        return services;
    }

    /// <summary>
    /// Checks all options now. The host does so only after it has made its hosted services, and the first of them to read its options would
    /// hide the faults of the others.
    /// </summary>
    /// <exception cref="OptionsValidationException">One section is at fault; where several are, an <see cref="AggregateException"/> of
    /// these.</exception>
    public static void CheckOptions(this IServiceProvider services) => services.GetService<IStartupValidator>()?.Validate();

    /// <summary>The result of a validator that collects: success when there are no faults.</summary>
    public static ValidateOptionsResult ToResult(this IReadOnlyCollection<string> faults) =>
        faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
}

/// <summary>
/// Binds property by property, so that one value that cannot be read does not hide the next; the framework's binder throws at the first.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class SectionBinder<TOptions>(IConfiguration configuration, string section)
    : IConfigureOptions<TOptions>, IValidateOptions<TOptions>
    where TOptions : class
{
    private string[] _faults = [];

    public void Configure(TOptions options)
    {
        IConfiguration source = section.Length == 0 ? configuration : configuration.GetSection(section);
        var faults = new List<string>();
        foreach (var property in typeof(TOptions).GetProperties().Where(property => property.CanWrite))
        {
            var part = source.GetSection(property.Name);
            try
            {
                if (part.Exists() && part.Get(property.PropertyType) is { } value)
                    property.SetValue(options, value);
            }
            catch (InvalidOperationException e)
            {
                faults.Add($"{part.Path}: {Reason(e)}");
            }
        }

        _faults = [.. faults];
    }

    public ValidateOptionsResult Validate(string? name, TOptions options) => _faults.ToResult();

    // The innermost message names value and type; the parameter's name in it means nothing to an operator.
    private static string Reason(InvalidOperationException exception) =>
        $"the value cannot be read ({(exception.InnerException ?? exception).Message.Split(" (Parameter")[0].TrimEnd('.')}).";
}
