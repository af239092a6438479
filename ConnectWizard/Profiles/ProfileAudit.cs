using ConnectWizard.Connections;

namespace ConnectWizard.Profiles;

public static class ProfileAudit
{
    public static AuditEvent ToAuditEvent(this BuildProfile profile, AuditAction action, Actor? by = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new AuditEvent(action, profile.Workspace) { By = by, Connection = profile.Connection, Profile = profile.Id.Value, ProfileName = profile.Name };
    }
}
