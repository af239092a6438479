namespace ConnectWizard.Wizard;

public static class WizardServices
{
    /// <summary>Adds what all steps work through, one for each circuit.</summary>
    public static IServiceCollection AddWizard(this IServiceCollection services) => services.AddScoped<ConnectionState>();
}
