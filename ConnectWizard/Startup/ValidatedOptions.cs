using System.ComponentModel;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Startup;

/// <summary>Binds options and validates them at startup, so that all errors are reported together.</summary>
public static class ValidatedOptions
{
    /// <summary>Calling it twice is safe.</summary>
    public static IServiceCollection AddValidatedOptions<TOptions, TValidator>(this IServiceCollection services, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        // Binding twice would add a configured list twice.
        if (services.Any(service => service.ImplementationInstance is BoundSection bound && bound.Options == typeof(TOptions)))
            return services;
        services.AddSingleton(new BoundSection(typeof(TOptions), section));
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
        return services;
    }

    /// <summary>
    /// Validates all options now: the host would make its hosted services first, and one that reads its options would hide the errors of the
    /// others.
    /// </summary>
    /// <exception cref="AggregateException">All errors, as an <see cref="OptionsValidationException"/> for each section.</exception>
    public static void ValidateOptions(this IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var errors = services.GetServices<BoundSection>().Select(bound => bound.SetAsideUnreadable(configuration)).OfType<Exception>().ToList();
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
        }
        catch (Exception exception) when (exception is OptionsValidationException or AggregateException)
        {
            errors.Add(exception);
        }

        if (errors.Count > 0)
            throw new AggregateException(errors);
    }

    public static ValidateOptionsResult ToResult(this IReadOnlyCollection<string> errors) =>
        errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
}

internal sealed record BoundSection(Type Options, string Section)
{
    /// <summary>
    /// Reports and removes the values that can't be converted: the framework's binder throws at the first one. The process doesn't start in that
    /// case.
    /// </summary>
    public OptionsValidationException? SetAsideUnreadable(IConfiguration configuration)
    {
        var unreadable =
            from property in Options.GetProperties()
            let key = Section.Length == 0 ? property.Name : $"{Section}:{property.Name}"
            where property.CanWrite && configuration[key] is { Length: > 0 } value && !CanRead(property.PropertyType, value)
            select key;
        var keys = unreadable.ToList();
        var errors = keys.ConvertAll(key => $"{key}: the value '{configuration[key]}' can't be read.{HintFor(key)}");
        keys.ForEach(key => configuration[key] = null);
        return errors.Count == 0 ? null : new OptionsValidationException("", Options, errors);
    }

    /// <summary>.NET takes 25:00:00 and 30 for days.</summary>
    private static bool IsClear(string value) => Regex.IsMatch(value.Trim(), @"^(\d+\.)?([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)) || value.Trim() == "0";

    // Not IsValid: for an enumeration it minds upper and lower case, which the binder doesn't.
    private string HintFor(string key) => Options.GetProperty(key.Split(':')[^1])?.PropertyType == typeof(TimeSpan)
        ? " A time is days.hours:minutes:seconds: 1.00:00:00 is a day, 00:15:00 a quarter of an hour."
        : "";

    private static bool CanRead(Type type, string value)
    {
        if (type == typeof(TimeSpan) && !IsClear(value))
            return false;
        var converter = TypeDescriptor.GetConverter(type);
        try
        {
            return !converter.CanConvertFrom(typeof(string)) || converter.ConvertFromInvariantString(value) is not null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return false;
        }
    }
}
