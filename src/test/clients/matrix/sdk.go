// Asks coach through the Go SDK: sdk '{"way", "url" | "command", "env", "person", "python"}'.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"time"

	"github.com/modelcontextprotocol/go-sdk/auth"
	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/modelcontextprotocol/go-sdk/oauthex"
)

var wanted struct {
	Way, Url, Person, Python string
	Command                  []string
	Env                      map[string]string
}

var told atomic.Int32

func agree(_ context.Context, question *auth.AuthorizationArgs) (*auth.AuthorizationResult, error) {
	out, err := exec.Command(wanted.Python, wanted.Person, question.URL).Output()
	if err != nil {
		return nil, err
	}
	onward, err := url.Parse(strings.TrimSpace(string(out)))
	if err != nil {
		return nil, err
	}
	said := onward.Query()
	return &auth.AuthorizationResult{Code: said.Get("code"), State: said.Get("state"), Iss: said.Get("iss")}, nil
}

func transport() (mcp.Transport, error) {
	if wanted.Way == "stdio" {
		command := exec.Command(wanted.Command[0], wanted.Command[1:]...)
		for name, value := range wanted.Env {
			command.Env = append(command.Env, name+"="+value)
		}
		return &mcp.CommandTransport{Command: command}, nil
	}
	http := &mcp.StreamableClientTransport{Endpoint: wanted.Url}
	if wanted.Way != "oauth" {
		return http, nil
	}
	handler, err := auth.NewAuthorizationCodeHandler(&auth.AuthorizationCodeHandlerConfig{
		DynamicClientRegistrationConfig: &auth.DynamicClientRegistrationConfig{
			Metadata: &oauthex.ClientRegistrationMetadata{
				ClientName: "Go SDK", RedirectURIs: []string{"http://localhost:9/callback"}, TokenEndpointAuthMethod: "none",
			},
		},
		AuthorizationCodeFetcher: agree,
	})
	http.OAuthHandler = handler
	return http, err
}

type arguments = map[string]any

func call(ctx context.Context, session *mcp.ClientSession, name string, with arguments) (string, error) {
	result, err := session.CallTool(ctx, &mcp.CallToolParams{Name: name, Arguments: with})
	if err != nil {
		return "", err
	}
	return result.Content[0].(*mcp.TextContent).Text, nil
}

func ask(ctx context.Context, session *mcp.ClientSession) error {
	text, err := call(ctx, session, "get_exercise_history", arguments{"exercise": "squat"})
	if err == nil && !strings.Contains(text, "Squat") {
		err = errors.New("no squats: " + text)
	}
	return err
}

func list(ctx context.Context, session *mcp.ClientSession) error {
	tools, err := session.ListTools(ctx, nil)
	if err == nil && len(tools.Tools) <= 20 {
		err = errors.New("too few tools")
	}
	return err
}

func write(ctx context.Context, session *mcp.ClientSession) error {
	value := []arguments{{"kind": "body_weight", "value": 81.5}}
	said := ""
	for _, name := range []string{"log_body_measurement", "list_body_measurements", "undo_last_change", "list_body_measurements"} {
		with := arguments{}
		if name == "log_body_measurement" {
			with["measurements"] = value
		}
		text, err := call(ctx, session, name, with)
		if err != nil {
			return err
		}
		said += fmt.Sprint(strings.Contains(text, "81.5"), " ")
	}
	// What undo itself says of the value is its own affair.
	if words := strings.Fields(said); words[0] != "true" || words[1] != "true" || words[3] != "false" {
		return errors.New("logged, read, undone: " + said)
	}
	return nil
}

func progress(ctx context.Context, session *mcp.ClientSession) error {
	params := &mcp.ReadResourceParams{URI: "workout://export/json"}
	params.SetProgressToken("export")
	_, err := session.ReadResource(ctx, params)
	time.Sleep(200 * time.Millisecond)
	if err == nil && told.Load() == 0 {
		err = errors.New("no progress was told")
	}
	return err
}

func cancel(ctx context.Context, session *mcp.ClientSession) error {
	brief, end := context.WithTimeout(ctx, 5*time.Millisecond)
	defer end()
	_, _ = call(brief, session, "get_training_summary", arguments{"weeks": 52})
	return ask(ctx, session)
}

func main() {
	done := map[string]any{}
	if err := json.Unmarshal([]byte(os.Args[1]), &wanted); err != nil {
		panic(err)
	}
	ctx, end := context.WithTimeout(context.Background(), 3*time.Minute)
	defer end()
	client := mcp.NewClient(&mcp.Implementation{Name: "matrix", Version: "1"}, &mcp.ClientOptions{
		ProgressNotificationHandler: func(context.Context, *mcp.ProgressNotificationClientRequest) { told.Add(1) },
	})
	done["connect"] = true
	way, err := transport()
	var session *mcp.ClientSession
	if err == nil {
		session, err = client.Connect(ctx, way, nil)
	}
	if err != nil {
		done["connect"] = err.Error()
	} else {
		for name, step := range map[string]func(context.Context, *mcp.ClientSession) error{
			"list": list, "call": ask, "write and undo": write, "progress": progress, "cancel": cancel,
		} {
			done[name] = true
			if err := step(ctx, session); err != nil {
				done[name] = err.Error()
			}
		}
		_ = session.Close()
	}
	answer, _ := json.Marshal(done)
	fmt.Println(string(answer))
}
