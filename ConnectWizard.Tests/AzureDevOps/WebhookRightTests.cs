using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

public sealed class WebhookRightTests(EdgeFixture edge) : IClassFixture<EdgeFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("full", 19)]
    [InlineData("reader", 0)]
    [InlineData("project-admin", 2)]
    public async Task The_right_is_told_for_each_project(string token, int expected)
    {
        var target = edge.Server("azure");
        var projects = await ProjectsAsync(target);

        var rights = (await edge.Services.GetRequiredService<IServiceHooksGateway>().AskPermissionAsync(target, edge.Token(token), HookPermission.Edit, projects, Ct)).Value!;

        rights.Keys.ShouldBe(projects, ignoreOrder: true);
        rights.Values.Count(right => right).ShouldBe(expected);
    }

    [Fact]
    public async Task Many_projects_are_asked_about_in_several_questions()
    {
        var target = edge.Server("azure", "Flight Systems");
        var projects = await ProjectsAsync(target);
        edge.Emulator.Requests.Clear();

        var rights = (await edge.Services.GetRequiredService<IServiceHooksGateway>().AskPermissionAsync(target, edge.Token("project-admin"), HookPermission.Edit, projects, Ct)).Value!;

        rights.Count.ShouldBe(projects.Count);
        edge.Emulator.Requests.Entries.Count.ShouldBe((projects.Count + 29) / 30);
        edge.Emulator.Requests.Entries.ShouldAllBe(request => request.Method == "GET" && request.Target.Length < 2048);
    }

    [Fact]
    public async Task No_project_is_no_question()
    {
        edge.Emulator.Requests.Clear();

        (await edge.Services.GetRequiredService<IServiceHooksGateway>().AskPermissionAsync(edge.Server("azure"), edge.Token("full"), HookPermission.Edit, [], Ct)).Value!.ShouldBeEmpty();

        edge.Emulator.Requests.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_would_not_say_leaves_the_right_unknown() =>
        (await edge.Services.GetRequiredService<IServiceHooksGateway>().AskPermissionAsync(edge.Scene("server-error"), edge.Token("full"), HookPermission.Edit, [Guid.NewGuid()], Ct))
            .Problem!.Code.ShouldBe(ProblemCode.WebhooksUnknown);

    private async Task<List<Guid>> ProjectsAsync(ServerTarget target) =>
        (await edge.Repositories.ListProjectsAsync(target, edge.Token("full"), Ct).ToListAsync(Ct)).ConvertAll(project => project.Value!.Id);
}
