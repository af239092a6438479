namespace ConnectWizard.Audit;

public static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services.AddSingleton<AuditVerifier>().AddSingleton<AuditService>();
}
